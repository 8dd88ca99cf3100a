"""Archives beyond one machine: shards done by the actors of a Ray cluster, each with the workers of a batch.

A shard is one input file. What becomes of it is named by its content and put in place whole, so that any actor may do
any shard, twice if need be: nothing is lost, doubled or torn.
"""
