package io.github.predict4j.examples.bike;

import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/** Data in the form of UCI's day.csv, for where that is not. */
public final class GeneratedDays {
    private GeneratedDays() {}

    /** Two years of days with a season, a trend and noise; line ends and columns as in the real file. */
    public static String csv(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder(
                "instant,dteday,season,yr,mnth,holiday,weekday,workingday,weathersit,temp,atemp,hum,windspeed,casual,"
                        + "registered,cnt\r\n");
        for (int i = 0; i < 731; i++) {
            LocalDate day = LocalDate.of(2011, 1, 1).plusDays(i);
            double warmth = 0.5 - 0.4 * StrictMath.cos(2 * StrictMath.PI * day.getDayOfYear() / 365.0);
            int weekday = day.getDayOfWeek().getValue() % 7;
            int weather = 1 + random.nextInt(3);
            int count =
                    (int) (1000 + 4000 * warmth + 1500 * (day.getYear() - 2011) - 400 * weather + random.nextInt(300));
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%s,%d,%d,%d,0,%d,%d,%d,%.6f,%.6f,%.6f,%.6f,%d,%d,%d\r\n",
                    i + 1,
                    day,
                    1 + (day.getMonthValue() - 1) / 3,
                    day.getYear() - 2011,
                    day.getMonthValue(),
                    weekday,
                    weekday == 0 || weekday == 6 ? 0 : 1,
                    weather,
                    warmth,
                    warmth * 0.95,
                    random.nextDouble(),
                    random.nextDouble(0.5),
                    count / 5,
                    count - count / 5,
                    count));
        }
        return csv.toString();
    }
}
