"""What a batch writes besides plain JSON lines: compressed lines, tables, pages, its sources filled in, its report."""
