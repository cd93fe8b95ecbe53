/* Talk for people and journals, one line each. Stages do not log; run and cli do. The sink is set once, by cli/main.c.
 */
#ifndef BW_CORE_LOG_H
#define BW_CORE_LOG_H

enum bw_log_level { BW_LOG_ERROR, BW_LOG_WARN, BW_LOG_INFO, BW_LOG_DEBUG };

void bw_log_set_sink(void (*sink)(void *ctx, enum bw_log_level level, const char *line), void *ctx);
void bw_log(enum bw_log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
