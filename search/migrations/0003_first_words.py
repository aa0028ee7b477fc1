"""The words that an archive of local news begins with; curators add to them and take away from them."""

from django.db import migrations

from archive.text.folding import fold

WORDS = "次密接 静默管理 方舱医院 健康码 随申办 志愿服务队 流调溯源 应检尽检 愿检尽检 足不出户".split()
SYNONYMS = (
    ("核检", "核酸检测"),
    ("卫健委", "卫生健康委员会"),
    ("疾控中心", "疾病预防控制中心"),
    ("红会", "红十字会"),
    ("居委会", "居民委员会"),
    ("村委会", "村民委员会"),
    ("新冠肺炎", "新型冠状病毒肺炎"),
)


def add(apps, _editor):
    apps.get_model("search", "FieldWord").objects.bulk_create(
        [apps.get_model("search", "FieldWord")(text=word, folded=fold(word)) for word in WORDS]
    )
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(
        [
            synonym(text=text, other=other, folded_text=fold(text), folded_other=fold(other))
            for text, other in SYNONYMS
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words_of_the_field")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
