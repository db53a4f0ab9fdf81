// PromQL for highlight.js.
"use strict";

window.hljs?.registerLanguage("promql", (hljs) => ({
  aliases: ["prometheus"],
  keywords: {
    keyword: "and or unless by without on ignoring group_left group_right bool offset atan2",
    literal: "inf nan start end",
    built_in: "sum min max avg group stddev stdvar count count_values bottomk topk quantile limitk limit_ratio abs absent "
      + "absent_over_time ceil changes clamp clamp_max clamp_min day_of_month day_of_week day_of_year days_in_month delta "
      + "deriv exp floor histogram_avg histogram_count histogram_fraction histogram_quantile histogram_sum holt_winters "
      + "hour idelta increase irate label_join label_replace ln log10 log2 minute month predict_linear rate resets round "
      + "scalar sgn sort sort_desc sqrt time timestamp vector year avg_over_time min_over_time max_over_time "
      + "sum_over_time count_over_time quantile_over_time stddev_over_time stdvar_over_time last_over_time "
      + "present_over_time mad_over_time pi",
  },
  contains: [
    hljs.HASH_COMMENT_MODE,
    hljs.QUOTE_STRING_MODE,
    hljs.APOS_STRING_MODE,
    { className: "string", begin: "`", end: "`" },
    { className: "symbol", begin: "\\[", end: "\\]", contains: [{ className: "number", begin: "\\d+(ms|[smhdwy])" }] },
    { className: "attr", begin: "[a-zA-Z_]\\w*(?=\\s*(=~|!~|!=|=)\\s*[\"'`])" },
    { className: "number", begin: "\\b\\d+(ms|[smhdwy])\\b|\\b0x[0-9a-fA-F]+\\b|\\b\\d+(\\.\\d+)?([eE][+-]?\\d+)?\\b" },
  ],
}));
