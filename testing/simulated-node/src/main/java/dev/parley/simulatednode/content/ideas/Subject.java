package dev.parley.simulatednode.content.ideas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a conversation is about.
 *
 * @param topic its main words
 * @param aspect other words of it, or the same
 */
record Subject(String topic, String aspect) {

    private static final Pattern STATED = Pattern.compile(
            "(?iu)(?:discuți despre|discuti despre|discussing|you discuss|discuss|discussion about|topic|subject"
                    + "|обсуждаешь|обсуждаем|обсуждение|тема|דיון על|דנים על|דן על|נושא)"
                    + "(?: about)?\\s*[:：]?\\s*[\"“„«]?(.+?)[\"”»]?(?:[.](?:\\s|$)|[?!](?:[.]?\\s|$)|\\n|$)");
    private static final int LONGEST_PHRASE = 3;
    private static final int SHORTEST_WORD = 2;

    /** After one of these an English phrase keeps an article. */
    private static final Set<String> DETERMINERS = Set.of("a", "an", "the", "its", "our", "their", "your", "my");

    /** Small words that may stand inside a phrase. */
    private static final Set<String> CONNECTORS = Set.of("of", "de", "la", "din", "за", "на");

    private static final Set<String> FILLERS = Set.copyOf(List.of(
            ("a an the of for in on at to by with from and or but not no how can could should would will do does did is "
                            + "are was were be been being what which who why when where it its their our your my his her this "
                            + "that these those we you they i as if than then so into about over under between more less most "
                            + "least cut reduce improve make get build help keep use using save increase find give let need "
                            + "want have has had without within while during best better new good best way ways please me us "
                            + "răspunde cum poate pot putem un o una unei unui unor de la în pe cu din pentru și sau dar nu ce "
                            + "care când unde este sunt fi ar trebui își îi le lui ei al ai ale să reduce reducă scadă crească facă aibă îmbunătăți face mai "
                            + "puțin mult ca se despre prin fără după o cel cea cei "
                            + "как может можно могут нужно что какие какой какая кто где когда зачем почему в на по с со из "
                            + "для и или но не от до о об у к за при без это этот эта эти их его её свой свои свою снизить "
                            + "сократить улучшить сделать быть мы вы они наш ваш более менее чтобы ли "
                            + "איך כיצד מה מי למה מתי איפה של את על עם או לא כן זה זו הם אנחנו אתם יכול יכולה יכולים אפשר "
                            + "להפחית לשפר לעשות יותר פחות כדי אם גם כל")
                    .split(" ")));

    static Subject in(String systemPrompt, String firstUserMessage) {
        Matcher stated = STATED.matcher(systemPrompt);
        String text = stated.find() ? stated.group(1) : firstUserMessage;
        return of(text.length() > 400 ? text.substring(0, 400) : text);
    }

    private static Subject of(String text) {
        List<String> phrases = phrases(text);
        if (phrases.isEmpty()) {
            String plain = text.strip().replaceAll("[\\s.?!\"]+", " ").strip();
            return plain.isEmpty() ? new Subject("the subject", "the subject") : new Subject(plain, plain);
        }
        String topic = phrases.get(phrases.size() - 1);
        return new Subject(topic, phrases.size() > 1 ? phrases.get(0) : topic);
    }

    /** Runs of words that carry meaning, with the small words that hold them together. */
    private static List<String> phrases(String text) {
        List<String> phrases = new ArrayList<>();
        List<String> run = new ArrayList<>();
        int weight = 0;
        String before = "";
        for (String word : text.split("[^\\p{L}\\p{M}\\p{N}'’]+")) {
            String lower = word.toLowerCase(Locale.ROOT);
            boolean filler = FILLERS.contains(lower) || word.length() < SHORTEST_WORD;
            boolean ends = filler && !(CONNECTORS.contains(lower) && weight > 0);
            if (!filler) {
                if (CONNECTORS.contains(before) && weight > 0) {
                    run.add(before);
                }
                run.add(run.isEmpty() && DETERMINERS.contains(before) ? "the " + word : word);
                weight++;
            }
            if ((ends || weight == LONGEST_PHRASE) && weight > 0) {
                phrases.add(String.join(" ", run));
                run.clear();
                weight = 0;
            }
            before = lower;
        }
        if (weight > 0) {
            phrases.add(String.join(" ", run));
        }
        return phrases;
    }
}
