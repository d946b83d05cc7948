@NullMarked
package org.meterport.components;

import org.jspecify.annotations.NullMarked;
