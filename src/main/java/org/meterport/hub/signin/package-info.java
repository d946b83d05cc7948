/**
 * People who sign in with a form, of whatever kind: Third Parties' staff, customers. A page of a kind checks name and
 * secret with the capability that knows them, asks {@link org.meterport.hub.signin.LimitSignIns} before, and hands the
 * {@link org.meterport.hub.signin.Visitor} to {@code adapter.VisitorSessions}, which remembers it in a session that every
 * node can read. At each click the kind's {@link org.meterport.hub.signin.VisitorStanding} says whether it still holds.
 */
@NullMarked
package org.meterport.hub.signin;

import org.jspecify.annotations.NullMarked;
