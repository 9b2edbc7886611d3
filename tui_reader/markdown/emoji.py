"""Emoji codes such as `:smile:`: rich knows most of them, and a table of what Hugo knows besides."""

import re
from unicodedata import east_asian_width

from rich.emoji import Emoji

_CODE = re.compile(r"(?<![A-Za-z0-9/]):([a-z0-9_+\-]+):(?![A-Za-z0-9/])")
_MORE = """
accordion 🪗 aland_islands 🇦🇽 anatomical_heart 🫀 antigua_barbuda 🇦🇬 artificial_satellite 🛰️ artist 🧑‍🎨
asterisk *️⃣ astronaut 🧑‍🚀 ballot_box 🗳️ basketball_man ⛹️‍♂️ basketball_woman ⛹️‍♀️ beach_umbrella 🏖️
beans 🫘 beaver 🦫 beetle 🪲 bell_pepper 🫑 biking_man 🚴‍♂️ biking_woman 🚴‍♀️ bison 🦬 biting_lip 🫦
black_bird 🐦‍⬛ black_cat 🐈‍⬛ blond_haired_man 👱‍♂️ blond_haired_person 👱 blond_haired_woman 👱‍♀️
blonde_woman 👱‍♀️ blueberries 🫐 boomerang 🪃 bosnia_herzegovina 🇧🇦 bouncing_ball_man ⛹️‍♂️
bouncing_ball_person ⛹️ bouncing_ball_woman ⛹️‍♀️ bowing_man 🙇‍♂️ bowing_woman 🙇‍♀️ breast_feeding 🤱
bricks 🧱 bride_with_veil 👰‍♀️ bubble_tea 🧋 bubbles 🫧 bucket 🪣 business_suit_levitating 🕴️ camera_flash 📸
carpentry_saw 🪚 cartwheeling 🤸 ceuta_melilla 🇪🇦 champagne 🍾 cheese 🧀 climbing 🧗 climbing_man 🧗‍♂️
climbing_woman 🧗‍♀️ cn 🇨🇳 cockroach 🪳 cocos_islands 🇨🇨 coin 🪙 congo_brazzaville 🇨🇬 congo_kinshasa 🇨🇩
construction_worker_man 👷‍♂️ construction_worker_woman 👷‍♀️ cook 🧑‍🍳 coral 🪸 cote_divoire 🇨🇮
couplekiss_man_man 👨‍❤️‍💋‍👨 couplekiss_man_woman 👩‍❤️‍💋‍👨 couplekiss_woman_woman 👩‍❤️‍💋‍👩 crutch 🩼
curacao 🇨🇼 curly_haired_man 👨‍🦱 curly_haired_woman 👩‍🦱 cursing_face 🤬 czech_republic 🇨🇿 dancing_men 👯‍♂️
dancing_women 👯‍♀️ de 🇩🇪 deaf_man 🧏‍♂️ deaf_woman 🧏‍♀️ disguised_face 🥸 dodo 🦤 donkey 🫏 dotted_line_face 🫥
egg 🥚 elevator 🛗 elf_man 🧝‍♂️ elf_woman 🧝‍♀️ email 📧 empty_nest 🪹 es 🇪🇸 eu 🇪🇺 eye_speech_bubble 👁️‍🗨️
face_exhaling 😮‍💨 face_holding_back_tears 🥹 face_in_clouds 😶‍🌫️ face_with_diagonal_mouth 🫤
face_with_head_bandage 🤕 face_with_open_eyes_and_hand_over_mouth 🫢 face_with_peeking_eye 🫣
face_with_spiral_eyes 😵‍💫 facepalm 🤦 factory_worker 🧑‍🏭 fairy_man 🧚‍♂️ fairy_woman 🧚‍♀️ farmer 🧑‍🌾 feather 🪶
female_detective 🕵️‍♀️ film_strip 🎞️ firefighter 🧑‍🚒 fist_left 🤛 fist_oncoming 👊 fist_raised ✊ fist_right 🤜
flatbread 🫓 fleur_de_lis ⚜️ flight_arrival 🛬 flight_departure 🛫 flute 🪈 fly 🪰 folding_hand_fan 🪭 fondue 🫕
fr 🇫🇷 fried_egg 🍳 frowning_man 🙍‍♂️ frowning_person 🙍 frowning_woman 🙍‍♀️ fu 🖕 gb 🇬🇧 genie_man 🧞‍♂️
genie_woman 🧞‍♀️ ginger_root 🫚 golfing 🏌️ golfing_man 🏌️‍♂️ golfing_woman 🏌️‍♀️ goose 🪿 grey_heart 🩶
guardsman 💂‍♂️ guardswoman 💂‍♀️ guinea_bissau 🇬🇼 hair_pick 🪮 haircut_man 💇‍♂️ haircut_woman 💇‍♀️ hamsa 🪬
hand_over_mouth 🤭 hand_with_index_finger_and_thumb_crossed 🫰 handball_person 🤾 hash #️⃣ headstone 🪦
health_worker 🧑‍⚕️ heard_mcdonald_islands 🇭🇲 heart_hands 🫶 heart_on_fire ❤️‍🔥 heavy_equals_sign 🟰
hong_kong 🇭🇰 hook 🪝 hotdog 🌭 hugs 🤗 hut 🛖 hyacinth 🪻 ice_cube 🧊 identification_card 🪪
index_pointing_at_the_viewer 🫵 it 🇮🇹 jar 🫙 jellyfish 🪼 jp 🇯🇵 judge 🧑‍⚖️ juggling_person 🤹 keycap_ten 🔟
khanda 🪯 kneeling_man 🧎‍♂️ kneeling_person 🧎 kneeling_woman 🧎‍♀️ knot 🪢 kr 🇰🇷 ladder 🪜 leftwards_hand 🫲
leftwards_pushing_hand 🫷 light_blue_heart 🩵 lion 🦁 long_drum 🪘 lotus 🪷 lotus_position 🧘
lotus_position_man 🧘‍♂️ lotus_position_woman 🧘‍♀️ love_you_gesture 🤟 low_battery 🪫 lungs 🫁 macau 🇲🇴
mage_man 🧙‍♂️ mage_woman 🧙‍♀️ magic_wand 🪄 male_detective 🕵️‍♂️ mammoth 🦣 man_beard 🧔‍♂️
man_feeding_baby 👨‍🍼 man_in_tuxedo 🤵‍♂️ man_with_turban 👳‍♂️ man_with_veil 👰‍♂️ mandarin 🍊 maracas 🪇
massage_man 💆‍♂️ massage_woman 💆‍♀️ mechanic 🧑‍🔧 medal_military 🎖️ medal_sports 🏅 melting_face 🫠
mending_heart ❤️‍🩹 metal 🤘 military_helmet 🪖 milk_glass 🥛 mirror 🪞 mirror_ball 🪩 money_mouth_face 🤑
monocle_face 🧐 moose 🫎 mountain_biking_man 🚵‍♂️ mountain_biking_woman 🚵‍♀️ mountain_snow 🏔️ mouse_trap 🪤
mrs_claus 🤶 mx_claus 🧑‍🎄 myanmar 🇲🇲 nest_with_eggs 🪺 nesting_dolls 🪆 newspaper_roll 🗞️ ng_man 🙅‍♂️
ng_woman 🙅‍♀️ ninja 🥷 no_good_man 🙅‍♂️ no_good_woman 🙅‍♀️ office_worker 🧑‍💼 ok_man 🙆‍♂️ ok_person 🙆
ok_woman 🙆‍♀️ olive 🫒 one_piece_swimsuit 🩱 open_umbrella ☂️ orange 🍊 palm_down_hand 🫳 palm_up_hand 🫴
paperclips 🖇️ parachute 🪂 parasol_on_ground ⛱️ pea_pod 🫛 people_hugging 🫂 person_bald 🧑‍🦲
person_curly_hair 🧑‍🦱 person_feeding_baby 🧑‍🍼 person_in_manual_wheelchair 🧑‍🦽
person_in_motorized_wheelchair 🧑‍🦼 person_in_tuxedo 🤵 person_red_hair 🧑‍🦰 person_white_hair 🧑‍🦳
person_with_crown 🫅 person_with_probing_cane 🧑‍🦯 person_with_turban 👳 person_with_veil 👰 pickup_truck 🛻
pilot 🧑‍✈️ pinata 🪅 pinched_fingers 🤌 pink_heart 🩷 placard 🪧 plate_with_cutlery 🍽️ playground_slide 🛝
plunger 🪠 polar_bear 🐻‍❄️ policeman 👮‍♂️ policewoman 👮‍♀️ potted_plant 🪴 pouring_liquid 🫗 pout 😡
pouting_face 🙎 pouting_man 🙎‍♂️ pouting_woman 🙎‍♀️ pregnant_man 🫃 pregnant_person 🫄 previous_track_button ⏮️
raised_eyebrow 🤨 raising_hand_man 🙋‍♂️ raising_hand_woman 🙋‍♀️ red_haired_man 👨‍🦰 red_haired_woman 👩‍🦰
rescue_worker_helmet ⛑️ reunion 🇷🇪 rightwards_hand 🫱 rightwards_pushing_hand 🫸 ring_buoy 🛟 rock 🪨 rofl 🤣
roll_eyes 🙄 roller_skate 🛼 rowing_man 🚣‍♂️ rowing_woman 🚣‍♀️ ru 🇷🇺 running_man 🏃‍♂️ running_woman 🏃‍♀️
saluting_face 🫡 sao_tome_principe 🇸🇹 sassy_man 💁‍♂️ sassy_woman 💁‍♀️ sauna_man 🧖‍♂️ sauna_person 🧖
sauna_woman 🧖‍♀️ scientist 🧑‍🔬 screwdriver 🪛 seal 🦭 sewing_needle 🪡 shaking_face 🫨 shopping 🛍️ shrug 🤷
singer 🧑‍🎤 sleeping_bed 🛌 smiling_face_with_tear 🥲 smiling_face_with_three_hearts 🥰 snowman ⛄
snowman_with_snow ☃️ south_georgia_south_sandwich_islands 🇬🇸 st_barthelemy 🇧🇱 st_helena 🇸🇭 st_kitts_nevis 🇰🇳
st_lucia 🇱🇨 st_martin 🇲🇫 st_pierre_miquelon 🇵🇲 st_vincent_grenadines 🇻🇨 standing_man 🧍‍♂️ standing_person 🧍
standing_woman 🧍‍♀️ star_struck 🤩 student 🧑‍🎓 superhero_man 🦸‍♂️ superhero_woman 🦸‍♀️ supervillain_man 🦹‍♂️
supervillain_woman 🦹‍♀️ surfing_man 🏄‍♂️ surfing_woman 🏄‍♀️ svalbard_jan_mayen 🇸🇯 swim_brief 🩲
swimming_man 🏊‍♂️ swimming_woman 🏊‍♀️ tamale 🫔 teacher 🧑‍🏫 teapot 🫖 technologist 🧑‍💻 thinking 🤔
thong_sandal 🩴 tickets 🎟️ timor_leste 🇹🇱 tipping_hand_man 💁‍♂️ tipping_hand_person 💁 tipping_hand_woman 💁‍♀️
toothbrush 🪥 tr 🇹🇷 transgender_flag 🏳️‍⚧️ transgender_symbol ⚧️ trinidad_tobago 🇹🇹 troll 🧌
turks_caicos_islands 🇹🇨 uk 🇬🇧 umbrella ☔ unicorn 🦄 upside_down_face 🙃 us 🇺🇸 us_outlying_islands 🇺🇲
us_virgin_islands 🇻🇮 vampire_man 🧛‍♂️ vampire_woman 🧛‍♀️ vomiting_face 🤮 walking_man 🚶‍♂️ walking_woman 🚶‍♀️
wallis_futuna 🇼🇫 water_polo 🤽 weight_lifting 🏋️ weight_lifting_man 🏋️‍♂️ weight_lifting_woman 🏋️‍♀️ wheel 🛞
white_haired_man 👨‍🦳 white_haired_woman 👩‍🦳 window 🪟 wing 🪽 wireless 🛜 woman_beard 🧔‍♀️
woman_feeding_baby 👩‍🍼 woman_in_tuxedo 🤵‍♀️ woman_with_turban 👳‍♀️ woman_with_veil 👰‍♀️ wood 🪵 worm 🪱
wrestling 🤼 x_ray 🩻 yo_yo 🪀 zipper_mouth_face 🤐 zombie_man 🧟‍♂️ zombie_woman 🧟‍♀️
""".split()
"""Names and characters that were asked from Hugo one by one."""
_EXACT = re.compile(r":([a-z0-9_+\-]+):")
_TABLE = dict(zip(_MORE[::2], _MORE[1::2], strict=True))


def with_emoji(text: str) -> str:
    """The text with emoji codes replaced; an unknown code stays, and so does one glued to a word or a time of day."""
    return _CODE.sub(lambda found: _TABLE.get(found[1]) or Emoji.replace(found.group()), text)


def exact_emoji(text: str) -> str:
    """HTML with emoji codes replaced wherever they stand, as Hugo writes them."""
    return _EXACT.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    emoji = _TABLE.get(found[1]) or Emoji.replace(found.group())
    if emoji == found.group():
        return emoji
    if len(emoji) == 1 and east_asian_width(emoji) != "W":
        emoji += "\ufe0f"
    return "".join(f"&#x{ord(char):x};" for char in emoji)
