from django.db import migrations

from egenkraft.foundation.databases import append_only


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [
        append_only("foundation_auditentry"),
        append_only("foundation_auditsubject"),
        append_only("foundation_auditseal"),
    ]
