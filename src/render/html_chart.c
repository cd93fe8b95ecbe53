#include "render/html_part.h"

/* Units of the drawing; the style sheet scales it. Whole tenths are written without printf's %f. */
enum { WIDTH = 640, HEIGHT = 170, LEFT = 28, RIGHT = 628, TOP = 12, BOTTOM = 138, METER_CELL = 9 };

static int y_of(double value)
{
	return BOTTOM - (int)(value * (BOTTOM - TOP) / 10 + 0.5);
}

static int x_of(const struct bw_block *c, uint32_t i)
{
	bw_time first = c->points[0].at, last = c->points[c->n_points - 1].at;
	double share = last > first ? (double)(c->points[i].at - first) / (double)(last - first) : 0;

	return LEFT + (int)(share * (RIGHT - LEFT) + 0.5);
}

static void put_grid(struct bw_buf *out)
{
	for (int v = 0; v <= 10; v += 5)
		bw_buf_printf(out,
			      "<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
			      "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>",
			      LEFT, y_of(v), RIGHT, y_of(v), LEFT - 8, y_of(v) + 4, v);
}

/* A step: what was decided holds until the next decision. */
static void put_steps(struct bw_buf *out, const struct bw_block *c)
{
	bw_buf_printf(out, "M%d %d", x_of(c, 0), y_of(c->points[0].value));
	for (uint32_t i = 1; i < c->n_points; i++)
		bw_buf_printf(out, "H%dV%d", x_of(c, i), y_of(c->points[i].value));
}

static void put_days(struct bw_buf *out, const struct bw_block *c)
{
	char day[BW_TIME_TEXT];

	bw_buf_printf(out, "<text class=\"tick\" x=\"%d\" y=\"%d\">%s</text>", LEFT, BOTTOM + 22,
		      bw_time_iso_day(c->points[0].at, day));
	bw_buf_printf(out, "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", RIGHT, BOTTOM + 22,
		      bw_time_iso_day(c->points[c->n_points - 1].at, day));
}

static void put_curve(struct bw_buf *out, const struct bw_block *c)
{
	char day[BW_TIME_TEXT];

	bw_buf_printf(out, "<svg class=\"curve\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Strength over time\">",
		      WIDTH, HEIGHT);
	put_grid(out);
	bw_buf_cstr(out, "<path class=\"area\" d=\"");
	put_steps(out, c);
	bw_buf_printf(out, "V%dH%dZ\"/><path class=\"line\" d=\"", BOTTOM, x_of(c, 0));
	put_steps(out, c);
	bw_buf_cstr(out, "\"/>");
	for (uint32_t i = 0; i < c->n_points; i++)
		bw_buf_printf(out,
			      "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"4\"><title>%s: %d of 10</title></circle>",
			      x_of(c, i), y_of(c->points[i].value), bw_time_iso_day(c->points[i].at, day),
			      (int)(c->points[i].value + 0.5));
	put_days(out, c);
	bw_buf_cstr(out, "</svg>\n");
}

static void put_meter(struct bw_buf *out, double value)
{
	int full = (int)(value + 0.5);

	bw_buf_printf(out,
		      "<span class=\"meter\"><svg viewBox=\"0 0 %d 8\" role=\"img\" aria-label=\"Strength %d of 10\">",
		      10 * METER_CELL - 2, full);
	for (int i = 0; i < 10; i++)
		bw_buf_printf(out, "<rect class=\"%s\" x=\"%d\" y=\"0\" width=\"%d\" height=\"8\" rx=\"1\"/>",
			      i < full ? "on" : "off", i * METER_CELL, METER_CELL - 2);
	bw_buf_printf(out, "</svg><b>%d</b></span>\n", full);
}

void bw_html_part_chart(struct bw_buf *out, const struct bw_block *chart)
{
	if (chart->n_points == 1)
		put_meter(out, chart->points[0].value);
	else if (chart->n_points)
		put_curve(out, chart);
}
