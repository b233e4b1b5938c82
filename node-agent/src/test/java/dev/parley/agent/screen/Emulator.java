package dev.parley.agent.screen;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A terminal that understands what ours is sent, and remembers every line it has shown. */
final class Emulator {

    private final StringWriter sent = new StringWriter();

    PrintWriter writer() {
        return new PrintWriter(sent, true);
    }

    /** All lines from the first to the last that holds anything, colours left out. */
    List<String> lines() {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        String text = sent.toString().replaceAll("\u001B\\[[0-9;]*m", "");
        for (int at = 0; at < text.length(); at++) {
            if (text.startsWith("\u001B[J", at)) {
                lines.get(row).setLength(Math.min(column, lines.get(row).length()));
                lines.subList(row + 1, lines.size()).clear();
                at += 2;
            } else if (text.startsWith("\u001B[1A", at)) {
                row--;
                at += 3;
            } else if (text.charAt(at) == '\r') {
                column = 0;
            } else if (text.charAt(at) == '\n') {
                row++;
                column = 0;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else {
                StringBuilder line = lines.get(row);
                line.replace(column, Math.min(column + 1, line.length()), text.substring(at, at + 1));
                column++;
            }
        }
        return lines.stream().map(StringBuilder::toString).toList();
    }
}
