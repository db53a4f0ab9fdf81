/// A small folder of notes in both languages, as the tests of search see it.
enum SampleNotes {
    static let stream = "backend/18_stream_operations.md"
    static let internals = "backend/17_stream_internals.md"
    static let disk = "host/disk_full.md"
    static let diskSimplified = "host/qingli.md"
    static let english = "en/cache.md"
    static let chinese = "zh/cache.md"
    static let draft = "drafts/idea.md"
    static let broken = "broken.md"

    static let files = [
        stream: """
        ---
        title: "Stream Operations / 串流維運"
        tags: [streams, on-call]
        created: 2026-01-01
        updated: 2026-03-01
        status: active
        series: backend
        chapter: "18"
        review_interval_days: 7
        next_review: 2026-03-08
        ---

        # Stream Operations / 串流維運

        ## Symptoms / 常見症狀

        | # | 症狀 | 影響 | 緊急度 |
        |---|------|------|--------|
        | S1 | Lag 持續攀升 | 訊息過時 | High |
        | S2 | Under-replicated data | 遺失風險 | Critical |
        | S3 | 重複投遞 | 重複的副作用 | Medium |

        ## Detection Commands / 偵測指令

        ### S1: Lag

        ```bash
        stream-consumer-groups.sh --describe --group billing
        ```

        ```promql
        sum(stream_lag) by (topic) > 10000
        ```

        ### S2: Replication

        ```promql
        stream_UnderReplicatedPartitions > 0
        ```

        ### S3: lag of commits

        ```bash
        stream-offsets.sh --verbose
        ```

        ## Causes & Resolutions / 原因與解法

        ### S1: Lag

        Processing takes longer than `max.poll.interval.ms`, and the coordinator removes the member.
        告警：lag > 10K 持續 5min 就呼叫值班的人。

        ### S2: Replication

        The followers can't keep up. Tiering came with KIP-405, so don't keep everything on the brokers.

        ### S3: lag of commits

        Commit after the work is done.
        """,
        internals: """
        ---
        title: Stream Internals
        aliases: [log anatomy]
        tags: [streams]
        updated: 2026-02-01
        series: backend
        chapter: "9"
        owner: Chen Wei
        ---

        # Stream Internals

        How the log is stored, before [[18_stream_operations#s1-detect|operations]].

        ## Segments

        A segment is closed when it is full. The obelisk stands here.

        ## Connections

        Clients keep one connection to each broker.
        The pelican is elsewhere.
        """,
        disk: """
        ---
        title: 磁碟已滿
        tags: [linux]
        updated: 2025-12-31
        next_review: 2026-04-01
        ---

        # 磁碟已滿

        先看哪個檔案系統滿了，再清理舊的日誌檔案。磁碟空間不足時資料庫會停止寫入。

        ```bash
        df -h
        ```

        參考 [串流維運](../backend/18_stream_operations.md)。
        """,
        diskSimplified: """
        ---
        title: 清理硬盘
        tags: [linux, shell]
        ---

        # 清理硬盘

        磁盘空间不够时，先删除旧日志。线程很多时要检查内存。
        """,
        english: """
        ---
        title: Cache invalidation
        tags: [cache]
        ---

        # Cache invalidation

        Entries expire after a while. ＦＵＬＬ width and café are folded.
        """,
        chinese: """
        ---
        title: 快取失效
        tags: [cache]
        ---

        # 快取失效

        項目過一段時間就會過期。
        """,
        draft: """
        ---
        title: An idea
        status: draft
        created: 2026-03-09
        ---

        Nothing but a pelican.
        """,
        broken: """
        ---
        title: {{ broken
        ---
        # Heading of the broken one

        A zeppelin.
        """,
    ]
}
