package org.meterport.hub.shared;

/** Where new ids come from. Injected, so that a test can say which ids it gets. */
@FunctionalInterface
public interface Ids {

    /**
     * A new id that nobody can guess: the prefix and 26 characters of Crockford base 32, ordered by time of making.
     *
     * @param prefix the type's prefix with its underscore, for example {@code inv_}
     */
    String next(String prefix);
}
