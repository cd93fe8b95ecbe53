/* Logarithms and powers that are the same everywhere. */
#include <math.h>

#include "core/num.h"
#include "tap.h"

static double off(double got, double want)
{
	return fabs(got - want) / (fabs(want) > 1e-300 ? fabs(want) : 1);
}

int main(void)
{
	double ln = 0, ex = 0, halved = 0, back = 0;
	for (double x = 1e-12; x < 1e12; x *= 1.7)
		ln = fmax(ln, fabs(bw_num_ln(x) - log(x)) / fmax(1, fabs(log(x))));
	for (double x = -690; x < 690; x += 0.37) {
		ex = fmax(ex, off(bw_num_exp(x), exp(x)));
		back = fmax(back, fabs(bw_num_ln(bw_num_exp(x)) - x) / fmax(1, fabs(x)));
	}
	for (double x = 0; x < 40; x += 0.13)
		halved = fmax(halved, off(bw_num_halved(x), exp2(-x)));
	tap_ok(ln < 1e-11, "ln within %g", ln);
	tap_ok(ex < 1e-11, "exp within %g", ex);
	tap_ok(back < 1e-11, "ln takes exp back within %g", back);
	tap_ok(halved < 1e-11, "halved within %g", halved);
	tap_ok(bw_num_exp(0) == 1, "e^0 is 1");
	tap_ok(bw_num_exp(-1e300) == 0 && bw_num_exp(-INFINITY) == 0 && bw_num_exp(NAN) == 0, "nothing far below");
	tap_ok(isfinite(bw_num_exp(1e300)) && bw_num_exp(INFINITY) == bw_num_exp(700), "bounded above");
	return tap_done();
}
