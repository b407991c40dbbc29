package io.github.predict4j.http.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks at the files of models: when the operating system says that something has changed, and now and then
 * anyway, because not every file system says so.
 */
final class ModelWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PredictServer.class);
    private static final Duration SETTLING = Duration.ofMillis(200);
    private static final Duration ANYWAY = Duration.ofSeconds(5);

    private final ModelFiles files;
    private final ModelPlaces places;
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;

    ModelWatch(ModelFiles files, ModelPlaces places) {
        this.files = files;
        this.places = places;
        this.thread = new Thread(this::run, "predict-models");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until all files were looked at once, or it is closed. */
    void awaitFirst() throws InterruptedException {
        first.await();
    }

    /** Looks no more; a file that is being read is read to its end, but nobody waits for that. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        first.countDown();
    }

    private void run() {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            run(service);
        } catch (IOException e) {
            LOG.warn("changes of models are not watched: they are looked for every {}", ANYWAY);
            run(null);
        } finally {
            first.countDown();
        }
    }

    private void run(@Nullable WatchService service) {
        while (!closed) {
            watch(service); // before the look: what changes after it wakes the thread up again
            boolean unsettled = files.look();
            first.countDown();
            try {
                if (unsettled) {
                    TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
                } else {
                    await(service, ANYWAY);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watch(@Nullable WatchService service) {
        if (service == null) {
            return;
        }
        try {
            for (Path directory : places.watched()) {
                directory.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
        } catch (IOException goneOrTooMany) {
            LOG.debug("changes are not all reported, models are looked for now and then: {}", goneOrTooMany.toString());
        }
    }

    private static void await(@Nullable WatchService service, Duration most) throws InterruptedException {
        if (service == null) {
            TimeUnit.NANOSECONDS.sleep(most.toNanos());
            return;
        }
        WatchKey key = service.poll(most.toNanos(), TimeUnit.NANOSECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.poll();
        }
    }
}
