/**
 * A utility's head-end behind messages in the manner of IEC 61968-9 and -100: a header with verb, noun, message id and correlation id, a reply with an
 * error for each item, and events. They travel over HTTP ({@link org.meterport.han.utility.HttpPost}) or as files in folders ({@link
 * org.meterport.han.utility.FilePost}); where a system wants another XML, two stylesheets ({@link org.meterport.han.utility.Stylesheets}) translate, so
 * that no Java has to be written. The form of the messages is schemas/head-end/meterport-head-end-v1.xsd.
 */
@NullMarked
package org.meterport.han.utility;

import org.jspecify.annotations.NullMarked;
