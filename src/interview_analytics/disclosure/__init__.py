"""Tables go in; the same tables protected together, and the audit that proves it, come out."""
