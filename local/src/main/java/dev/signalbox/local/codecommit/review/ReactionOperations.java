package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.codecommit.model.GetCommentReactionsRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommentReactionsResponse;
import software.amazon.awssdk.services.codecommit.model.PutCommentReactionRequest;
import software.amazon.awssdk.services.codecommit.model.PutCommentReactionResponse;
import software.amazon.awssdk.services.codecommit.model.ReactionForComment;

/** Reactions to comments: one a person and comment. */
public final class ReactionOperations {
  private static final int MOST = 1000;

  private final Remarks remarks;
  private final RemarkEvents events;

  public ReactionOperations(Remarks remarks, Events bus) {
    this.remarks = remarks;
    this.events = new RemarkEvents(bus, remarks);
  }

  public void addTo(Service service) {
    service
        .on("PutCommentReaction", PutCommentReactionRequest::builder, this::put)
        .on("GetCommentReactions", GetCommentReactionsRequest::builder, this::get);
  }

  private PutCommentReactionResponse put(Caller caller, PutCommentReactionRequest request) {
    Remark found = remarks.standing(caller.place(), request.commentId());
    String value = request.reactionValue();
    boolean removes = value.isBlank() || value.equals("none");
    Optional<Reaction> reaction = removes ? Optional.empty() : Optional.of(Reaction.of(value));
    boolean first = !found.reactions().containsKey(caller.arn());
    Remark changed =
        remarks.change(
            found,
            it -> {
              Map<String, String> reactions = new TreeMap<>(it.reactions());
              reaction.ifPresentOrElse(
                  given -> reactions.put(caller.arn(), given.shortCode()),
                  () -> reactions.remove(caller.arn()));
              return it.reacted(reactions);
            });
    reaction.ifPresent(given -> events.reacted(changed, caller, given, first));
    return PutCommentReactionResponse.builder().build();
  }

  private GetCommentReactionsResponse get(Caller caller, GetCommentReactionsRequest request) {
    Remark found = remarks.standing(caller.place(), request.commentId());
    Map<String, List<String>> users = new TreeMap<>();
    found
        .reactions()
        .forEach((user, code) -> {
          if (request.reactionUserArn() == null || request.reactionUserArn().equals(user)) {
            users.computeIfAbsent(code, _ -> new ArrayList<>()).add(user);
          }
        });
    List<ReactionForComment> all = new ArrayList<>();
    users.forEach((code, reacted) -> all.add(shown(Reaction.of(code), reacted)));
    String question = found.id() + request.reactionUserArn();
    Page<ReactionForComment> page =
        Page.of(all, question, request.nextToken(), Page.size(request.maxResults(), MOST));
    return GetCommentReactionsResponse.builder()
        .reactionsForComment(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static ReactionForComment shown(Reaction reaction, List<String> users) {
    return ReactionForComment.builder()
        .reaction(it ->
            it.emoji(reaction.emoji()).shortCode(reaction.shortCode()).unicode(reaction.unicode()))
        .reactionUsers(users)
        .reactionsFromDeletedUsersCount(0)
        .build();
  }
}
