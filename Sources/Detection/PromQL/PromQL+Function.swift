extension PromQL {
    /// A function of PromQL with the types of its arguments.
    package struct Function: Hashable, Sendable {
        /// The name, which minds its case.
        package let name: String
        /// The types of its arguments, optional ones included.
        package let arguments: [ValueType]
        /// How many of the last arguments may be missing.
        let optional: Int
        /// Whether the last argument may be given any number of times.
        let repeats: Bool
        /// What it gives.
        package let returns: ValueType

        /// Whether the function answers something exactly when its argument answers nothing.
        package var isAbsence: Bool { name == "absent" || name == "absent_over_time" }

        /// The function of that name, up to Prometheus 3.x with its experimental ones.
        package static func named(_ name: String) -> Function? { table[name] }

        private static let table: [String: Function] = {
            var table: [String: Function] = [:]
            for (names, arguments, optional, repeats, returns) in signatures {
                for name in names.split(separator: " ").map(String.init) {
                    table[name] = Function(
                        name: name, arguments: arguments, optional: optional, repeats: repeats, returns: returns)
                }
            }
            return table
        }()

        /// After `promql/parser/functions.go`.
        private static let signatures: [(String, [ValueType], Int, Bool, ValueType)] = [
            (
                """
                abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count \
                histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan \
                tanh timestamp
                """, [.vector], 0, false, .vector
            ),
            (
                """
                absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase \
                irate last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets \
                stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time \
                ts_of_max_over_time ts_of_min_over_time
                """, [.matrix], 0, false, .vector
            ),
            (
                "day_of_month day_of_week day_of_year days_in_month hour minute month year", [.vector], 1, false,
                .vector
            ),
            ("clamp", [.vector, .scalar, .scalar], 0, false, .vector),
            ("clamp_max clamp_min", [.vector, .scalar], 0, false, .vector),
            ("double_exponential_smoothing holt_winters", [.matrix, .scalar, .scalar], 0, false, .vector),
            ("histogram_fraction", [.scalar, .scalar, .vector], 0, false, .vector),
            ("histogram_quantile", [.scalar, .vector], 0, false, .vector),
            ("histogram_quantiles", [.vector, .string, .scalar], 0, true, .vector),
            ("info", [.vector, .vector], 1, false, .vector),
            ("label_join", [.vector, .string, .string, .string], 1, true, .vector),
            ("label_replace", [.vector, .string, .string, .string, .string], 0, false, .vector),
            ("predict_linear", [.matrix, .scalar], 0, false, .vector),
            ("quantile_over_time", [.scalar, .matrix], 0, false, .vector),
            ("round", [.vector, .scalar], 1, false, .vector),
            ("sort_by_label sort_by_label_desc", [.vector, .string], 1, true, .vector),
            ("vector", [.scalar], 0, false, .vector),
            ("scalar", [.vector], 0, false, .scalar),
            ("pi time start end range step", [], 0, false, .scalar),
        ]
    }
}
