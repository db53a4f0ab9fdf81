/// A runbook of our own with the shape of the project's model note: six symptoms, two of which share a block.
enum BrokerRunbook {
    static let path = "backend/21_broker_operations.md"

    static let text = """
        ---
        title: "Message Broker Operations / 訊息佇列維運"
        note_type: knowledge
        domain: backend
        category: messaging
        tags: [backend, messaging, 佇列]
        created: 2026-01-05
        updated: 2026-02-01
        status: active
        source: knowledge
        series: backend
        chapter: "21"
        level: advanced
        review_interval_days: 21
        next_review: 2026-02-22
        owner: queue-team
        ---

        # Message Broker Operations / 訊息佇列維運

        Read this first.

        ## Purpose / 目的

        十五分鐘內找到原因。

        ## Symptoms / 常見症狀

        | # | 症狀 | 影響 | 緊急度 |
        |---|------|------|--------|
        | S1 | Queue depth 不斷上升 | 工作延遲 | High |
        | S2 | Connection churn | 握手佔滿 CPU | 中 |
        | S3 | Duplicate delivery | 重複扣款 | Medium |
        | S4 | Unbalanced leaders | 單一節點過熱 | Low |
        | S5 | Memory alarm | 停止收訊 | 🔴 Critical |
        | S6 | Split brain | 資料分歧 | 緊急 |

        ## Diagnostic Steps / 診斷步驟

        1. Check the `cluster_status` first.

        ## Detection Commands / 偵測指令

        ### S1: Queue Depth

        ```bash
        rabbitmqctl list_queues name messages \\
          | sort -k2 -n
        ```

        ```promql
        sum by (queue) (rabbitmq_queue_messages_ready) > 5000
        ```

        ### S2: Connection Churn

        ```promql
        rate(rabbitmq_connections_opened_total[5m]) > 20
        ```

        ### S3–S4: Duplicates / Leaders

        ```bash
        # S3: redelivered 的訊息
        rabbitmqctl list_queues name messages_unacknowledged

        # S4: leader 分佈
        rabbitmq-queues check_if_node_is_quorum_critical
        ```

        ```promql
        # S4: 每個節點的 leader 數
        stddev(rabbitmq_raft_leaders) > 3
        ```

        ### S5: Memory Alarm

        ```Bash {firing=exit}
        rabbitmq-diagnostics check_alarms
        ```

        ```promql
        rabbitmq_alarms_memory_used_watermark > 0
        ```

        ### S6: Split Brain

        ```promql
        count(count by (cluster) (rabbitmq_identity_info)) > 1
        ```

        ## Common Causes & Resolutions / 常見原因與解法

        ### S1: Queue Depth — 消費者太慢

        Add consumers.

        ### S2: Connection Churn

        ```go
        // keep one connection for the life of the process
        conn, err := amqp.Dial(url)
        ```

        ### S3: Duplicate Delivery

        Make the consumer idempotent.

        ### S4: Unbalanced Leaders

        ```bash
        rabbitmq-queues rebalance all
        ```

        ### S5: Memory Alarm

        Raise the watermark.

        ### S6: Split Brain

        Stop the minority.

        ## Prevention Checklist / 預防清單

        ### Monitoring / 監控

        - [ ] Alert on depth
        - [x] 儀表板已建立
            - [X] with the panel for memory

        ## Cross-references / 交叉引用

        - [[20_broker_internals]] — 內部架構
        - [[15_locks#Leases|leases]]

        ## References / 參考資料

        - [Guide](https://example.org/guide)
        """
}
