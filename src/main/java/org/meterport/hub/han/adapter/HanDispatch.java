package org.meterport.hub.han.adapter;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.HeadEndRate;

/** What stands before and after the head-end in the flow {@code han-dispatch}. */
public final class HanDispatch {

    private static final String CHUNK = "hanChunk";
    private static final String BATCH = "hanBatch";
    private static final String WAIT = "hanWait";

    private final DispatchChunk dispatchChunk;
    private final HeadEndRate rate;

    public HanDispatch(DispatchChunk dispatchChunk, HeadEndRate rate) {
        this.dispatchChunk = dispatchChunk;
        this.rate = rate;
    }

    /** Body: the chunk's name, which stays. Sets how many milliseconds to wait for the head-end's rate. */
    public void reserve(Exchange exchange) throws InvalidPayloadException {
        Chunk chunk = Chunk.parse(exchange.getMessage().getMandatoryBody(String.class));
        exchange.setProperty(WAIT, rate.reserve(chunk.to() - chunk.from()).toMillis());
    }

    /** Body: the chunk's name in; the batch out, or nothing when nothing of it may or need be sent. */
    public void prepare(Exchange exchange) throws InvalidPayloadException {
        Chunk chunk = Chunk.parse(exchange.getMessage().getMandatoryBody(String.class));
        Optional<Batch> batch = dispatchChunk.prepare(chunk);
        exchange.setProperty(CHUNK, chunk);
        batch.ifPresent(some -> exchange.setProperty(BATCH, some));
        exchange.getMessage().setBody(batch.orElse(null));
    }

    /** Body: the head-end's answers, one a target. */
    @SuppressWarnings("unchecked")
    public void answered(Exchange exchange) throws InvalidPayloadException {
        dispatchChunk.answered(
                exchange.getProperty(CHUNK, Chunk.class), exchange.getProperty(BATCH, Batch.class), (List<Answer>)
                        exchange.getMessage().getMandatoryBody(List.class));
    }
}
