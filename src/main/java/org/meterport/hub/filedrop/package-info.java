/**
 * The folders through which utilities hand in interval files and Third Parties fetch reports, over FTPS and SFTP alike.
 *
 * <p>A utility (TDSP) signs in and finds {@code inbound/}, where it may upload, and {@code processed/} and {@code
 * rejected/}, where it reads what became of its files. A Third Party finds one folder it may read. Both see nothing
 * else: {@link org.meterport.hub.filedrop.AccountTree} turns every path a client sends into a place inside that one
 * tree or a refusal.
 *
 * <p>The path of one upload: the server in the adapter asks {@link org.meterport.hub.filedrop.SignIn} who this is, the
 * tree where the name leads, and writes an {@link org.meterport.hub.filedrop.IncomingFile}; only a clean end shows it
 * under its name, where the inbound flow collects it. The path of one report: its builder writes through {@link
 * org.meterport.hub.filedrop.PublishedFiles} straight into the served folder, where it appears whole and never changes.
 */
@NullMarked
package org.meterport.hub.filedrop;

import org.jspecify.annotations.NullMarked;
