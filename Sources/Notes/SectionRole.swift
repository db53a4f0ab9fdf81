/// What a section of a runbook is for, recognised by its heading in either language.
package enum SectionRole: String, Sendable, Codable, CaseIterable {
    case purpose
    case symptoms
    case diagnosis
    case detection
    case resolution
    case prevention
    case crossReferences = "cross-references"
    case references
}

/// The headings by which roles are known. The built-in ones are in both languages; a configuration can add more.
package struct SectionRoleNames: Sendable {
    private var names = Self.builtInNames

    /// Those that need no configuration.
    package static let builtIn = SectionRoleNames()

    private static let builtInNames = BilingualNames(headings)

    /// The built-in names and, per role, further ones.
    package init(adding further: [SectionRole: [String]] = [:]) {
        // In one order, so that a heading of two roles means the same in every process.
        for role in SectionRole.allCases { names.add(further[role] ?? [], for: role) }
    }

    /// The role that a heading names, in whole or by one of its halves.
    package func role(of heading: BilingualText) -> SectionRole? {
        names.meaning(of: heading)
    }

    private static let headings: [(SectionRole, [String])] = [
        (.purpose, ["Purpose", "Goal", "目的", "用途", "目標", "目标"]),
        (
            .symptoms,
            [
                "Symptoms", "Symptom", "Common Symptoms", "List of Symptoms", "Symptoms Overview", "Symptoms Table",
                "常見症狀",
                "症狀", "症狀表", "症狀一覽", "症狀列表", "症狀清單", "症狀總覽", "常见症状", "症状", "症状表", "症状一览", "症状列表",
                "症状清单",
            ]
        ),
        (
            .diagnosis,
            [
                "Diagnostic Steps", "Diagnosis", "Diagnosis Steps", "Diagnostics", "診斷步驟", "診斷", "診斷流程", "诊断步骤",
                "诊断", "诊断流程", "排查步驟", "排查步骤",
            ]
        ),
        (
            .detection,
            [
                "Detection Commands", "Detection Command", "Detection", "Detect", "How to Detect", "如何偵測", "偵測方式",
                "偵測指令", "偵測命令", "偵測", "檢測指令",
                "檢測命令", "侦测指令", "检测命令", "检测指令", "检测",
            ]
        ),
        (
            .resolution,
            [
                "Common Causes & Resolutions", "Causes & Resolutions", "Causes and Resolution",
                "Common Causes and Fixes",
                "Causes & Fixes", "Resolutions", "Resolution", "Remediation", "Mitigation", "How to Fix", "常見原因與處理方式",
                "原因與處理方式", "處理方式", "处理方式", "常见原因与处理方式", "原因与处理方式", "常見原因與解法", "原因與解法", "常見原因與解決方法", "原因與解決方法",
                "解法", "解決方法", "常见原因与解法", "原因与解法", "常见原因与解决方法", "原因与解决方法", "解决方法",
            ]
        ),
        (
            .prevention,
            ["Prevention Checklist", "Prevention", "預防清單", "預防措施", "預防", "预防清单", "预防措施", "预防"]
        ),
        (
            .crossReferences,
            [
                "Cross-references", "Cross Reference", "See also", "Related notes", "交叉引用", "交叉參考", "相關筆記", "交叉参考",
                "相关笔记",
            ]
        ),
        (.references, ["References", "Reference", "Further reading", "參考資料", "參考文獻", "参考资料", "参考文献", "延伸閱讀"]),
    ]
}
