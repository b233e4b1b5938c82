package dev.parley.testkit.planted.time;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads the system clock in a zone. */
public final class DateReader {
    LocalDate seen() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
