@NullMarked
package org.meterport.hub;

import org.jspecify.annotations.NullMarked;
