package dev.parley.localstack.fake;

import java.io.IOException;
import java.util.List;

/** Stands for a simulated node: listens where its arguments say. */
public final class FakeNode {

    private FakeNode() {}

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        FakeService.answer(given.get(given.indexOf("--port") + 1), "/api/version", "{\"version\":\"0.0.0\"}");
    }
}
