package dev.signalbox.local.sns;

/**
 * A message on its way to a subscriber.
 *
 * @param order of its publishing, so that what came first is tried first
 * @param tries how often it was tried in vain
 */
record Delivery(String order, Subscription to, Message message, int tries) {
  String key() {
    return order + "/" + to.id();
  }

  Delivery triedAgain() {
    return new Delivery(order, to, message, tries + 1);
  }
}
