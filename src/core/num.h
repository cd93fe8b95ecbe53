/*
 * Logarithms and powers made of +, * and / alone: the C library picks its own by processor, and the last bit of a
 * result may decide something that must be the same on every machine.
 */
#ifndef BW_CORE_NUM_H
#define BW_CORE_NUM_H

/* Natural logarithm of a finite x > 0, to 1e-12 of its value. */
double bw_num_ln(double x);
/* 2^-times; 1 for times <= 0, 0 past 1000. */
double bw_num_halved(double times);

/* e^x, to 1e-12 of its value; 0 below -700, no more than e^700. */
double bw_num_exp(double x);

#endif
