package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Answer;
import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.Request;
import io.github.predict4j.http.protocol.RequestHead;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.http.protocol.StreamedProtocol;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/**
 * Answers with predictions of the model that the path names. Brief work is done on the io thread, which is twice as fast
 * as handing it over; other work on a worker, so that it holds up nobody else's connection. A request keeps the model it
 * began with.
 */
final class PredictHandler implements Endpoint {
    private final Models models;
    private final Protocol protocol;
    private final List<StreamedProtocol> streamed;
    private final Workers workers;
    private final HttpLimits limits;
    private final Wording wording;

    /**
     * @param streamed protocols that take a request if its Content-Type is theirs; {@code protocol} takes the others
     */
    PredictHandler(
            Models models, Protocol protocol, List<StreamedProtocol> streamed, Workers workers, HttpLimits limits) {
        this.models = models;
        this.protocol = protocol;
        this.streamed = List.copyOf(streamed);
        this.workers = workers;
        this.limits = limits;
        this.wording = protocol.wording();
    }

    @Override
    public void handle(HttpServerExchange exchange, Target target) {
        ServedModel model;
        try {
            model = models.find(target);
        } catch (RefusedException e) {
            Answers.refuse(exchange, wording, e.problem());
            return;
        }
        RequestHead head = new ExchangeHead(exchange, workers);
        for (StreamedProtocol other : streamed) {
            if (other.takes(head)) {
                workers.stream(exchange, wording, () -> new Stream(exchange, head, wording, limits).run(model, other));
                return;
            }
        }
        Problem fault = protocol.fault(head);
        if (fault != null) {
            Answers.refuse(exchange, wording, fault);
            return;
        }
        Body.read(exchange, limits, workers, wording, body -> {
            Request request = new Request(head, body, body.length);
            if (protocol.brief(model, body.length)) {
                workers.giveWay().brief();
                answer(exchange, model, request).run();
            } else {
                workers.run(exchange, wording, () -> answer(exchange, model, request));
            }
        });
    }

    /** Returns what sends the answer. */
    private Runnable answer(HttpServerExchange exchange, ServedModel model, Request request) {
        try {
            Answer answer = protocol.answer(model, request);
            return () -> Answers.send(exchange, answer);
        } catch (RefusedException e) {
            return () -> Answers.refuse(exchange, wording, e.problem());
        } catch (RuntimeException e) {
            return () -> Failures.answer(exchange, wording, e);
        } catch (OutOfMemoryError e) {
            // Long bodies have a limit, but what an answer takes depends on the model, too.
            workers.shed();
            return () -> Answers.refuse(exchange, wording, Workers.overload("memory for the answer, found too little"));
        }
    }
}
