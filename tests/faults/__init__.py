"""What is killed, full, slow or away, on the embedded parts and on real services: nothing is lost, nothing doubled."""
