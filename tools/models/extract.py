#!/usr/bin/env python3
"""Writes local's service models: what of AWS's own API models decides whether a request is well-formed, and nothing else.

AWS publishes the models inside botocore (Apache-2.0). The Java SDK's last published set (aws-java-sdk-models 1.12.797) ends in
2024: it would refuse the java25 runtime and CodePipeline's RETRY. Run by hand, with that botocore installed, when AWS's API has grown:

    pip install botocore==1.43.11 && make models

The same botocore gives the same bytes. Every shape is one line, so that a new version reads as a diff.
"""
import gzip
import json
import pathlib
import re
import sys

import botocore

BOTOCORE = "1.43.11"
ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "local/src/main/resources/dev/signalbox/local/model"

# Our name (the endpoint prefix that SDKs sign and send to) -> botocore's.
SERVICES = {
    "codebuild": "codebuild", "codecommit": "codecommit", "codedeploy": "codedeploy", "codepipeline": "codepipeline",
    "dynamodb": "dynamodb", "ecr": "ecr", "ecs": "ecs", "elasticloadbalancing": "elbv2", "events": "events", "iam": "iam",
    "lambda": "lambda", "logs": "logs", "monitoring": "cloudwatch", "s3": "s3", "scheduler": "scheduler",
    "secretsmanager": "secretsmanager", "sns": "sns", "sqs": "sqs", "ssm": "ssm", "sts": "sts",
}
# Their own engines (DynamoDB Local, our S3 endpoint) check requests: only the operations' names and addresses are of use.
NAMES_ONLY = {"dynamodb", "s3"}

# These name an exception for each parameter, and the exceptions' descriptions are the messages.
EXCEPTION_TEXTS = {"codecommit", "codedeploy"}

METADATA = ("apiVersion", "awsQueryCompatible", "endpointPrefix", "globalEndpoint", "jsonVersion", "protocol", "serviceFullName",
            "serviceId", "signingName", "targetPrefix", "xmlNamespace")
SHAPE = ("type", "required", "min", "max", "pattern", "enum", "sensitive", "flattened", "payload", "streaming", "eventstream",
         "exception", "error", "fault", "text", "document", "union")
MEMBER = ("shape", "location", "locationName", "queryName", "idempotencyToken", "flattened", "streaming", "xmlAttribute")

# Where AWS's answers are publicly on record as other than its model.
RECORDED = {
    # "Value at 'pipeline.stages.2.member.actions.1.member.configuration' failed to satisfy constraint: Map value must satisfy
    # constraint: [Member must have length less than or equal to 50000, …": the value withheld, the limit not the model's 1000.
    # https://github.com/aws/aws-cdk/issues/19767, https://github.com/hashicorp/terraform-provider-aws/issues/41023
    "codepipeline": {"ActionConfigurationValue": {"max": 50000, "sensitive": True}},
}


def main():
    if botocore.__version__ != BOTOCORE:
        sys.exit(f"These models are botocore {BOTOCORE}'s, and this is {botocore.__version__}: install that one, or change BOTOCORE here.")
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, theirs in SERVICES.items():
        model = read(theirs)
        for shape_name, changed in RECORDED.get(name, {}).items():
            model["shapes"][shape_name].update(changed)
        if name in EXCEPTION_TEXTS:
            for s in model["shapes"].values():
                if s.get("exception"):
                    s["text"] = plain(s.get("documentation", ""))
        write(TARGET / f"{name}.json", model, name in NAMES_ONLY)


def read(service):
    data = pathlib.Path(botocore.__file__).parent / "data" / service
    newest = sorted(data.glob("*/service-2.json*"))[-1]
    with gzip.open(newest, "rt") if newest.suffix == ".gz" else open(newest) as file:
        return json.load(file)


def plain(html):
    return " ".join(re.sub(r"<note>.*</note>|<[^>]*>", "", html, flags=re.S).split())


def write(path, model, names_only):
    operations = {name: operation(o, names_only) for name, o in sorted(model["operations"].items())}
    shapes = {} if names_only else {name: shape(model["shapes"][name]) for name in sorted(reachable(model))}
    path.write_text(
        '{"metadata":%s,\n"operations":{\n%s\n},\n"shapes":{\n%s\n}}\n' % (
            compact(kept(model["metadata"], METADATA)), lines(operations), lines(shapes)), encoding="utf-8")


def operation(o, names_only):
    result = {"http": kept(o["http"], ("method", "requestUri"))}
    if names_only:
        return result
    if "input" in o:
        result["input"] = kept(o["input"], ("shape", "locationName", "xmlNamespace"))
    if "output" in o:
        result["output"] = kept(o["output"], ("shape", "resultWrapper"))
    if o.get("errors"):
        result["errors"] = [e["shape"] for e in o["errors"]]
    return result


def shape(s):
    result = kept(s, SHAPE)
    if s["type"] == "structure":
        result["members"] = {name: kept(member, MEMBER) for name, member in s.get("members", {}).items()}
    for part in ("member", "key", "value"):
        if part in s:
            result[part] = kept(s[part], MEMBER)
    return result


def reachable(model):
    seen, todo = set(), []
    for o in model["operations"].values():
        todo += [o[end]["shape"] for end in ("input", "output") if end in o] + [e["shape"] for e in o.get("errors", [])]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            s = model["shapes"][name]
            todo += [m["shape"] for m in s.get("members", {}).values()] + [s[p]["shape"] for p in ("member", "key", "value") if p in s]
    return seen


def kept(source, keys):
    return {key: source[key] for key in keys if key in source}


def lines(entries):
    return ",\n".join(f"{compact(name)}:{compact(entry)}" for name, entry in entries.items())


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    main()
