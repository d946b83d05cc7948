package org.meterport.hub.signin;

/** Whether somebody who signed in once may still be here. Asked at every click, so that who is stopped is stopped at once. */
@FunctionalInterface
public interface VisitorStanding {

    /** @throws org.meterport.hub.shared.Rejection when the account, or whose it is, has been stopped */
    void require(Visitor visitor);
}
