"""Links between events of different reports, and the incidents they make: block, compare, score, cluster."""
