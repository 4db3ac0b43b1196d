"""What Forewarn is made of: the packages of the lock files, their licences, and the bill of materials."""
