package dev.signalbox.local.sqs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** The operations on queues themselves. */
final class QueueOperations {
  private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);
  private static final int LARGEST_PAGE = 1000;

  private final QueueHouse house;
  private final Clock clock;
  private final Supplier<URI> address;
  private final Map<String, Long> purges = new ConcurrentHashMap<>();

  QueueOperations(QueueHouse house, Clock clock, Supplier<URI> address) {
    this.house = house;
    this.clock = clock;
    this.address = address;
  }

  void addTo(Service service) {
    service
        .on("CreateQueue", CreateQueueRequest::builder, this::create)
        .on("GetQueueUrl", GetQueueUrlRequest::builder, this::getUrl)
        .on("GetQueueAttributes", GetQueueAttributesRequest::builder, this::getAttributes)
        .on("SetQueueAttributes", SetQueueAttributesRequest::builder, this::setAttributes)
        .on("ListQueues", ListQueuesRequest::builder, this::list)
        .on(
            "ListDeadLetterSourceQueues",
            ListDeadLetterSourceQueuesRequest::builder,
            this::listDeadLetterSources)
        .on("PurgeQueue", PurgeQueueRequest::builder, this::purge)
        .on("DeleteQueue", DeleteQueueRequest::builder, this::delete);
  }

  String url(Queue queue) {
    var base = address.get().toString();
    return (base.endsWith("/") ? base : base + "/") + queue.place().account() + "/" + queue.name();
  }

  private CreateQueueResponse create(Caller caller, CreateQueueRequest request) {
    var queue =
        made(
            caller.place(),
            Optional.ofNullable(request.queueName()).orElse(""),
            request.attributesAsStrings(),
            request.tags());
    return CreateQueueResponse.builder().queueUrl(url(queue)).build();
  }

  /** The new queue, or the one that is there with these attributes. */
  Queue made(Place place, String name, Map<String, String> attributes, Map<String, String> tags) {
    if (name.endsWith(".fifo")) {
      throw AwsError.notImplemented("sqs", "FIFO queues");
    }
    if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
      throw SqsError.invalidParameter(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    QueueAttributes.check(attributes);
    QueueAttributes.checkEncryption(attributes);
    requireDeadLetterQueue(attributes);
    long now = clock.instant().getEpochSecond();
    var queue = new Queue(place, name, Map.of(), tags, now, now).with(attributes, now);
    if (house.add(queue)) {
      return queue;
    }
    var old = house.find(place, name).orElse(queue);
    attributes.forEach((attribute, value) -> {
      if (!old.attribute(attribute).orElse("").equals(value)) {
        throw SqsError.queueNameExists(attribute);
      }
    });
    return old;
  }

  private void requireDeadLetterQueue(Map<String, String> attributes) {
    var policy = attributes.getOrDefault("RedrivePolicy", "");
    if (policy.isEmpty()) {
      return;
    }
    var arn = Redrive.parse(policy).deadLetterQueue();
    if (house.find(arn.place(), arn.resource()).isEmpty()) {
      throw SqsError.invalidValue(policy, "RedrivePolicy", "Dead letter target does not exist.");
    }
  }

  private GetQueueUrlResponse getUrl(Caller caller, GetQueueUrlRequest request) {
    var owner = Optional.ofNullable(request.queueOwnerAWSAccountId()).orElse(caller.account());
    var queue =
        house
            .find(new Place(owner, caller.region()), request.queueName())
            .orElseThrow(SqsError::queueDoesNotExist);
    return GetQueueUrlResponse.builder().queueUrl(url(queue)).build();
  }

  private GetQueueAttributesResponse getAttributes(
      Caller caller, GetQueueAttributesRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "GetQueueAttributes");
    var all = attributes(queue);
    var chosen = new TreeMap<String, String>();
    for (var name : request.attributeNamesAsStrings()) {
      if (name.equals("All")) {
        chosen.putAll(all);
      } else if (all.containsKey(name)) {
        chosen.put(name, all.get(name));
      } else if (!QueueAttributes.known(name)) {
        throw SqsError.invalidAttributeName(name);
      }
    }
    var response = GetQueueAttributesResponse.builder();
    return chosen.isEmpty() ? response.build() : response.attributesWithStrings(chosen).build();
  }

  private Map<String, String> attributes(Queue queue) {
    var counts = house.mailbox(queue).counts();
    var attributes = new TreeMap<>(QueueAttributes.DEFAULTS);
    if (queue.attributes().containsKey("KmsMasterKeyId")) {
      attributes.put("SqsManagedSseEnabled", "false");
      attributes.put("KmsDataKeyReusePeriodSeconds", "300");
    }
    attributes.putAll(queue.attributes());
    attributes.put("QueueArn", queue.arn());
    attributes.put("CreatedTimestamp", String.valueOf(queue.created()));
    attributes.put("LastModifiedTimestamp", String.valueOf(queue.modified()));
    attributes.put("ApproximateNumberOfMessages", String.valueOf(counts.visible()));
    attributes.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()));
    attributes.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()));
    return attributes;
  }

  private SetQueueAttributesResponse setAttributes(
      Caller caller, SetQueueAttributesRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "SetQueueAttributes");
    set(queue, request.attributesAsStrings());
    return SetQueueAttributesResponse.builder().build();
  }

  Queue set(Queue queue, Map<String, String> attributes) {
    QueueAttributes.check(attributes);
    requireDeadLetterQueue(attributes);
    long now = clock.instant().getEpochSecond();
    return house.update(
        queue,
        old -> {
          var changed = old.with(attributes, now);
          QueueAttributes.checkEncryption(changed.attributes());
          return changed;
        });
  }

  private ListQueuesResponse list(Caller caller, ListQueuesRequest request) {
    var prefix = Optional.ofNullable(request.queueNamePrefix()).orElse("");
    var names =
        house.of(caller.place()).stream().filter(it -> it.name().startsWith(prefix)).toList();
    var page = page(names, request.maxResults(), request.nextToken());
    var response = ListQueuesResponse.builder().nextToken(page.next());
    return page.urls().isEmpty() ? response.build() : response.queueUrls(page.urls()).build();
  }

  private ListDeadLetterSourceQueuesResponse listDeadLetterSources(
      Caller caller, ListDeadLetterSourceQueuesRequest request) {
    var arn = house.forCaller(caller, request.queueUrl(), "ListDeadLetterSourceQueues").arn();
    var sources =
        house.of(caller.place()).stream()
            .filter(queue ->
                queue
                    .redrive()
                    .filter(redrive -> redrive.deadLetterQueue().toString().equals(arn))
                    .isPresent())
            .toList();
    var page = page(sources, request.maxResults(), request.nextToken());
    return ListDeadLetterSourceQueuesResponse.builder()
        .queueUrls(page.urls())
        .nextToken(page.next())
        .build();
  }

  private record Page(List<String> urls, @Nullable String next) {}

  private Page page(List<Queue> queues, @Nullable Integer most, @Nullable String token) {
    var after = token == null ? "" : new String(decoded(token), StandardCharsets.UTF_8);
    var rest = queues.stream().filter(queue -> queue.name().compareTo(after) > 0).toList();
    int size = Math.min(rest.size(), Optional.ofNullable(most).orElse(LARGEST_PAGE));
    var shown = rest.subList(0, size);
    var next =
        most == null || size == rest.size()
            ? null
            : Base64.getUrlEncoder()
                .encodeToString(shown.getLast().name().getBytes(StandardCharsets.UTF_8));
    return new Page(shown.stream().map(this::url).toList(), next);
  }

  private static byte[] decoded(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw SqsError.invalidParameter("Invalid or expired next token.");
    }
  }

  private PurgeQueueResponse purge(Caller caller, PurgeQueueRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "PurgeQueue");
    long now = clock.millis();
    purges.compute(
        queue.key(),
        (_, last) -> {
          if (last != null && now - last < BETWEEN_PURGES.toMillis()) {
            throw SqsError.purgeInProgress(queue.name());
          }
          return now;
        });
    house.mailbox(queue).purge();
    return PurgeQueueResponse.builder().build();
  }

  private DeleteQueueResponse delete(Caller caller, DeleteQueueRequest request) {
    house.remove(house.forCaller(caller, request.queueUrl(), "DeleteQueue"));
    return DeleteQueueResponse.builder().build();
  }
}
