package org.meterport.components.intervalfile;

/** Why a file was refused. The names are codes in acknowledgement files: add new ones, never rename. */
public enum FaultReason {
    /** Nothing in it that could be read. */
    FILE_EMPTY,
    FILE_TOO_LARGE,
    TOO_MANY_ROWS,
    TOO_MANY_PREMISES,
    LINE_TOO_LONG,
    /** Neither name nor first bytes tell the layout. */
    FORMAT_UNKNOWN,
    ENCODING_UNSUPPORTED,
    COMPRESSION_DAMAGED,
    /** A zip must hold exactly one file, and no further archive. */
    ARCHIVE_CONTENT,

    HEADER_INVALID,
    COLUMN_COUNT,
    ESIID_INVALID,
    /** The layout does not name the premise and the sender did not either. */
    ESIID_NEEDED,
    /** The file names another premise than the sender did. */
    ESIID_MISMATCH,
    DATE_INVALID,
    TIME_INVALID,
    ENERGY_INVALID,
    ENERGY_NEGATIVE,
    /** Finer than a watt-hour. */
    ENERGY_PRECISION,
    FLAG_UNKNOWN,
    CHANNEL_UNKNOWN,

    INTERVAL_LENGTH,
    /** Does not begin where a slot of its day begins. */
    INTERVAL_MISALIGNED,
    INTERVAL_END,
    INTERVAL_DUPLICATE,
    INTERVAL_ORDER,
    /** A wall-clock time that the spring day does not have. */
    INTERVAL_NOT_IN_DAY,
    INTERVAL_COUNT,
    /** Days of a premise and channel must ascend. */
    DAY_ORDER,
    DAY_IN_FUTURE,
    /** One day's rows carry different revision times without one being complete in itself. */
    REVISION_MIXED,

    /** A record where another was due, or cut off. */
    RECORD_ORDER,
    FIELD_INVALID,
    MULTIPLIER_UNSUPPORTED,
    UNIT_UNSUPPORTED,

    XML_MALFORMED,
    /** A document type or an entity: never read. */
    XML_DTD_REFUSED,
    LINK_UNRESOLVED,
    USAGE_POINT_AMBIGUOUS,
    READING_TYPE_UNSUPPORTED
}
