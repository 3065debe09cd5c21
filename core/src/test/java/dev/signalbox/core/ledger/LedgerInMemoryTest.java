package dev.signalbox.core.ledger;

import java.util.List;
import java.util.stream.Collectors;

class LedgerInMemoryTest extends LedgerContract {
  @Override
  protected Ledger emptyLedger() {
    return new LedgerInMemory();
  }

  @Override
  protected List<String> recorded(Ledger ledger) {
    return ((LedgerInMemory) ledger)
        .recorded().stream()
            .map(decisions ->
                decisions.all().stream()
                    .map(decision -> decision.outcome().word())
                    .collect(Collectors.joining(" ", decisions.version() + " ", "")))
            .toList();
  }
}
