package dev.signalbox.core.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How a report looks, and the policy by which a browser shows that and does nothing else. */
final class Style {
  static final String SHEET =
      """
      :root{color-scheme:light dark;--good:#1a7f37;--bad:#cf222e;--unsure:#9a6700;--line:#8884}
      @media(prefers-color-scheme:dark){:root{--good:#3fb950;--bad:#f85149;--unsure:#d29922}}
      body{font:15px/1.5 system-ui,sans-serif;margin:0;padding:1rem}
      main{max-width:60rem;margin:auto}
      h1{font-size:1.6rem;margin:0 0 .3rem}
      h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
      h1,h2,p,td,th,figcaption{overflow-wrap:anywhere}
      td,.reason{white-space:pre-line}
      .asked,.figures{opacity:.75;font-size:.9em}
      .reason{font-size:1.1rem;border-left:4px solid var(--line);padding-left:.7rem}
      .badge{display:inline-block;padding:0 .5em;border-radius:.3em;border:2px solid;white-space:nowrap}
      .good{color:var(--good)}
      .bad{color:var(--bad)}
      .unsure{color:var(--unsure)}
      table{border-collapse:collapse;width:100%}
      tbody td:nth-child(2){min-width:7rem}
      td,th{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-top:1px solid var(--line)}
      thead th{border-top:0}
      .facts th{font-weight:normal;opacity:.75;width:11rem}
      figure{margin:.6rem 0 1.2rem}
      svg{width:100%;height:auto;display:block}
      svg text{font-size:11px;fill:currentColor}
      polyline{fill:none;stroke-width:1.6}
      .s0{stroke:#0a7d5a;fill:#0a7d5a}
      .s1{stroke:#2f6fde;fill:#2f6fde}
      .s2{stroke:#b5560b;fill:#b5560b}
      .s3{stroke:#8a4fc7;fill:#8a4fc7}
      polyline.s0,polyline.s1,polyline.s2,polyline.s3{fill:none}
      polyline.s1{stroke-dasharray:6 3}
      polyline.s2{stroke-dasharray:2 3}
      .limit{stroke:var(--bad);stroke-dasharray:8 4}
      .turn{stroke:var(--line);fill:none}
      .said{stroke:currentColor;stroke-width:2}
      .bar.good{fill:var(--good)}
      .bar.bad{fill:var(--bad)}
      .bar.unsure{fill:var(--unsure)}
      .key{margin-left:1em;padding-left:.4em;border-left:1em solid var(--line)}
      .key.s0{border-color:#0a7d5a}
      .key.s1{border-color:#2f6fde}
      .key.s2{border-color:#b5560b}
      .key.s3{border-color:#8a4fc7}
      .key.limit{border-color:var(--bad)}
      .key.said{border-color:currentColor}
      @media(max-width:600px){.facts th{width:auto}}
      """;

  /** Nothing is fetched, run, framed or sent, whatever a text of the page holds. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
          .formatted(Base64.getEncoder().encodeToString(digest(SHEET)));

  private Style() {}

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
