package org.meterport.hub.account;

/**
 * What a customer signs in with.
 *
 * @param id begins with {@code acc_}
 * @param secretHash of the password
 */
public record Account(String id, String secretHash) {

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
