"""Airflow wires the stages; nothing is computed here."""
