"""What the router does, as one would write it in Python with boto3, and the loop that Lambda runs it in."""
import fnmatch
import gzip
import hashlib
import http.client
import json
import os
import time

import boto3
from botocore.config import Config

SETTINGS = {
    "region_name": os.environ["AWS_REGION"],
    "endpoint_url": os.environ["AWS_ENDPOINT_URL"],
    "config": Config(retries={"mode": "standard"}),
}
TABLE = os.environ["LEDGER_TABLE"]
dynamodb = boto3.client("dynamodb", **SETTINGS)
codecommit = boto3.client("codecommit", **SETTINGS)
sts = boto3.client("sts", **SETTINGS)


def handle(event):
    detail = event["detail"]
    item = dynamodb.get_item(
        TableName=TABLE,
        Key={"pk": {"S": "DEFINITION"}, "sk": {"S": "IN_FORCE"}},
        ConsistentRead=True,
    )["Item"]
    routes = json.loads(gzip.decompress(item["body"]["B"]))["routes"]
    message = codecommit.get_commit(
        repositoryName=detail["repositoryName"], commitId=detail["commitId"]
    )["commit"]["message"]
    if "[skip ci]" in message:
        return [{"outcome": "SKIPPED"}]
    base = codecommit.get_merge_commit(
        repositoryName=detail["repositoryName"],
        sourceCommitSpecifier=detail["oldCommitId"],
        destinationCommitSpecifier=detail["commitId"],
    )["baseCommitId"]
    changes = codecommit.get_differences(
        repositoryName=detail["repositoryName"],
        beforeCommitSpecifier=base,
        afterCommitSpecifier=detail["commitId"],
    )["differences"]
    paths = [change["afterBlob"]["path"] for change in changes]
    decisions = [decide(route, paths, detail) for route in routes]
    dynamodb.put_item(
        TableName=TABLE,
        Item={
            "pk": {"S": "DECISIONS#" + detail["commitId"]},
            "sk": {"S": "VERSION#" + item["version"]["S"]},
            "decisions": {"B": gzip.compress(json.dumps(decisions).encode())},
        },
    )
    print(json.dumps({"level": "INFO", "message": "route.started", "decisions": decisions}))
    return decisions


def decide(route, paths, detail):
    taken = [
        path
        for path in paths
        if any(fnmatch.fnmatchcase(path, glob) for glob in route["include"])
        and not any(fnmatch.fnmatchcase(path, glob) for glob in route["exclude"])
    ]
    if not taken:
        return {"route": route["name"], "outcome": "SKIPPED"}
    start = route["start"]
    trigger = hashlib.sha256((start["pipeline"] + detail["commitId"]).encode()).hexdigest()[:32]
    key = {"pk": {"S": "TRIGGER#" + trigger}, "sk": {"S": "TRIGGER"}}
    dynamodb.update_item(
        TableName=TABLE,
        Key=key,
        ConditionExpression="attribute_not_exists(pk)",
        UpdateExpression="SET since = :now",
        ExpressionAttributeValues={":now": {"N": str(time.time_ns())}},
    )
    credentials = sts.assume_role(
        RoleArn=f"arn:aws:iam::{start['account']}:role/{start['role']}", RoleSessionName=trigger
    )["Credentials"]
    codepipeline = boto3.client(
        "codepipeline",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
        **SETTINGS,
    )
    pipeline = codepipeline.get_pipeline(name=start["pipeline"])["pipeline"]
    source = pipeline["stages"][0]["actions"][0]["name"]
    execution = codepipeline.start_pipeline_execution(
        name=start["pipeline"],
        clientRequestToken=trigger,
        sourceRevisions=[
            {"actionName": source, "revisionType": "COMMIT_ID", "revisionValue": detail["commitId"]}
        ],
        variables=[{"name": "BRANCH", "value": detail["referenceName"]}],
    )["pipelineExecutionId"]
    dynamodb.update_item(
        TableName=TABLE,
        Key=key,
        ConditionExpression="attribute_not_exists(execution)",
        UpdateExpression="SET execution = :execution",
        ExpressionAttributeValues={":execution": {"S": execution}},
    )
    return {"route": route["name"], "outcome": "STARTED", "execution": execution}


def main():
    api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        api.request("GET", "/2018-06-01/runtime/invocation/next")
        response = api.getresponse()
        request = response.headers["Lambda-Runtime-Aws-Request-Id"]
        event = json.loads(response.read())
        answer = json.dumps(handle(event))
        api.request("POST", f"/2018-06-01/runtime/invocation/{request}/response", answer)
        api.getresponse().read()


main()
