/**
 * What every head-end must keep of its word, as tests. Whoever connects one extends {@link org.meterport.han.tck.HeadEndContract} and gives it a {@link
 * org.meterport.han.tck.HeadEndContract.Bench}; the simulated head-end does the same. Shipped as the test jar of this module.
 */
@NullMarked
package org.meterport.han.tck;

import org.jspecify.annotations.NullMarked;
