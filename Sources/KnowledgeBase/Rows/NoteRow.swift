package import Index
import Notes

/// A note in a list.
///
/// Keys: `note` (id), `path`, `title`, `title_en` and `title_zh` (its halves, or null), `status`, `series`, `chapter` (or
/// null), `created`, `updated`, `next_review` (`YYYY-MM-DD`, or null), `review_interval_days` (or null), `runbook`.
package struct NoteRow: Row {
    /// As the index has it.
    package let summary: NoteSummary

    /// Of any note, also one that is no runbook.
    package init(_ summary: NoteSummary) {
        self.summary = summary
    }

    package var path: String { summary.path }

    package var object: JSONObject {
        [
            "note": .text(summary.note), "path": .text(summary.path), "title": .text(summary.title.full),
            "title_en": .optional(summary.title.english), "title_zh": .optional(summary.title.chinese),
            "status": .optional(summary.status), "series": .optional(summary.series),
            "chapter": .optional(summary.chapter), "created": .optional(summary.created?.description),
            "updated": .optional(summary.updated?.description),
            "review_interval_days": summary.reviewIntervalDays.map { .integer($0) } ?? .null,
            "next_review": .optional(summary.nextReview?.description), "runbook": .flag(summary.isRunbook),
        ]
    }
}
