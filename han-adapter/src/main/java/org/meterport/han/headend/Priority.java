package org.meterport.han.headend;

/** Order within a head-end's queue, most urgent first; the hub's own queues keep the same order. */
public enum Priority {
    CANCEL,
    LOAD_CONTROL,
    PRICE,
    TEXT;

    public static Priority of(Operation operation) {
        return switch (operation) {
            case TEXT -> TEXT;
            case PRICE -> PRICE;
            case LOAD_CONTROL -> LOAD_CONTROL;
            case CANCEL_TEXT, CANCEL_LOAD_CONTROL, CANCEL_ALL_LOAD_CONTROL -> CANCEL;
        };
    }
}
