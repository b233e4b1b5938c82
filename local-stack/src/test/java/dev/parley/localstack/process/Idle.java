package dev.parley.localstack.process;

/** A program that says so and then does nothing. */
final class Idle {

    private Idle() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("idle");
        Thread.currentThread().join();
    }
}
