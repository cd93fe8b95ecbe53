#include "core/num.h"

#include <math.h>

double bw_num_ln(double x)
{
	int e;
	double m = frexp(x, &e); /* exact; m in [0.5, 1) */
	if (m < 0.70710678118654752) {
		m *= 2;
		e--;
	}
	double t = (m - 1) / (m + 1), t2 = t * t, sum = 0;
	for (int k = 17; k >= 1; k -= 2)
		sum = sum * t2 + 1.0 / k;
	return e * 0.69314718055994531 + 2 * t * sum;
}

double bw_num_halved(double times)
{
	if (!(times > 0))
		return 1;
	if (times > 1000)
		return 0;
	int whole = (int)times;
	double x = -(times - whole) * 0.69314718055994531, sum = 1;
	for (int k = 14; k >= 1; k--)
		sum = 1 + sum * x / k;
	return ldexp(sum, -whole);
}

double bw_num_exp(double x)
{
	if (!(x > -700))
		return 0;
	double times = floor((x < 700 ? x : 700) / 0.69314718055994531 + 0.5), sum = 1;
	double rest = (x < 700 ? x : 700) - times * 0.69314718055994531;
	for (int k = 16; k >= 1; k--)
		sum = 1 + sum * rest / k;
	return ldexp(sum, (int)times);
}
