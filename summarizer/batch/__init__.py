"""Archives: many articles in, one record each out, in an order that holds, and safe to stop at any instant."""
