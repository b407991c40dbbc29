package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Protocol;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.ServedModel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Answers with predictions of one model. Brief work is done on the io thread, which is twice as fast as handing it over;
 * other work on a worker, so that it holds up nobody else's connection.
 */
final class PredictHandler implements HttpHandler {
    private final ServedModel model;
    private final Protocol protocol;
    private final Workers workers;
    private final HttpLimits limits;

    PredictHandler(ServedModel model, Protocol protocol, Workers workers, HttpLimits limits) {
        this.model = model;
        this.protocol = protocol;
        this.workers = workers;
        this.limits = limits;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Problem fault = MediaTypes.fault(exchange);
        if (fault != null) {
            Answers.problem(exchange, fault);
            return;
        }
        Body.read(exchange, limits, body -> {
            if (model.brief(body.length)) {
                answer(exchange, body);
            } else {
                workers.run(exchange, () -> answer(exchange, body));
            }
        });
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        byte[] answer;
        try {
            answer = protocol.answer(model, body);
        } catch (RefusedException e) {
            Answers.problem(exchange, e.problem());
            return;
        } catch (RuntimeException e) {
            Failures.answer(exchange, e);
            return;
        }
        Answers.json(exchange, 200, answer);
    }
}
