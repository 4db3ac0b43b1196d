"""What analysts see in Kibana, made from one declaration (`objects.yaml`) for each profile and language."""
