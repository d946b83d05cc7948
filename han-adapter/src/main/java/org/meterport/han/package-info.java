@NullMarked
package org.meterport.han;

import org.jspecify.annotations.NullMarked;
