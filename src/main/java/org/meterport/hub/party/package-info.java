/**
 * Who deals with the hub: Third Parties, the utilities (TDSPs), and the credentials each of them shows. A token request
 * goes through the flow {@code smt-token} to {@link org.meterport.hub.party.IssueToken}; a file login comes from the
 * FTPS or SFTP server straight to the accounts here.
 */
@NullMarked
package org.meterport.hub.party;

import org.jspecify.annotations.NullMarked;
