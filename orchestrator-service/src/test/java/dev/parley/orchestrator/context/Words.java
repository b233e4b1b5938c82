package dev.parley.orchestrator.context;

import dev.parley.protocol.conversation.Language;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Running text in every language, the same for the same seed. */
final class Words {

    private static final Map<Language, List<String>> WORDS = Map.of(
            Language.EN,
            words("the of water heat pump roof battery cost per day we could measure each family saves 12% quickly,"
                    + " because insulation matters more than size; don't"),
            Language.RO,
            words("și pentru că încălzirea școlii costă 1.200 lei pe lună, să măsurăm pierderile în fiecare sală;"
                    + " părinții văd țevile înghețate când ușa rămâne deschisă"),
            Language.RU,
            words("и чтобы отопление школы стоило меньше, измерим потери тепла в каждом классе: 15 окон,"
                    + " ещё подъезд; проверяем объём воды за неделю"),
            Language.HE,
            words("את החימום של בית הספר אפשר למדוד בכל כיתה, כי החלונות נשארים פתוחים; עלות 300 ש״ח לחודש,"
                    + " ולכן כדאי לבדוק צינורות"));

    private Words() {}

    static String text(Language language, int words, RandomGenerator random) {
        List<String> known = WORDS.get(language);
        return IntStream.range(0, words)
                .mapToObj(i -> known.get(random.nextInt(known.size())) + (i % 9 == 8 ? ".\n- " : " "))
                .collect(Collectors.joining())
                .strip();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
